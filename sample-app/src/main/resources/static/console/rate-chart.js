import { bytes } from './format.js';

const POINTS = 60;

/** The last minute, a line for each way. */
export class RateChart {

  constructor(canvas, ways) {
    const text = getComputedStyle(document.documentElement).getPropertyValue('--text');
    const line = getComputedStyle(document.documentElement).getPropertyValue('--line');
    this.chart = new Chart(canvas, {
      type: 'line',
      data: {
        labels: Array.from({ length: POINTS }, (_, index) => `${POINTS - index} s ago`),
        datasets: ways.map((way) => ({
          label: way.name,
          data: Array(POINTS).fill(null),
          borderColor: way.colour,
          backgroundColor: way.colour,
          borderDash: way.dash,
          borderWidth: 2,
          pointRadius: 0,
          tension: 0.2,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { ticks: { color: text, maxTicksLimit: 6, maxRotation: 0 }, grid: { display: false } },
          y: { beginAtZero: true, suggestedMax: 1 << 20, ticks: { color: text, callback: (value) => `${bytes(value)}/s` }, grid: { color: line } },
        },
        plugins: {
          legend: { labels: { color: text, boxHeight: 2 } },
          tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${bytes(item.raw ?? 0)}/s` } },
        },
      },
    });
  }

  add(rates) {
    for (const dataset of this.chart.data.datasets) {
      dataset.data.push(rates[dataset.label]);
      dataset.data.shift();
    }
    this.chart.update('none');
  }

}
