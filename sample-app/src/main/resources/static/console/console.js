import { bytes, count, seconds } from './format.js';
import { RateChart } from './rate-chart.js';
import { Totals } from './totals.js';
import { FALLBACK_REASONS, WAYS } from './ways.js';

const INTERVAL = 1000;

const byId = (id) => document.getElementById(id);

const element = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

const table = (node, columns, rows) => {
  const head = element('tr', {}, ...columns.map(([title, kind]) => element('th', { scope: 'col', className: kind ?? '' }, title)));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell, index) =>
    element('td', { className: columns[index][1] ?? '' }, cell))));
  node.replaceChildren(element('thead', {}, head), element('tbody', {}, ...body));
};

const list = (node, items, empty) =>
  node.replaceChildren(...(items.length ? items : [element('li', { className: 'muted' }, empty)]));

const state = (good, text) => element('span', { className: good ? 'up' : 'down' }, text);

function showTiles(report, totals) {
  const tiles = [
    ['Active transfers', count(totals.activeTransfers)],
    ['Connections', count(totals.activeConnections)],
    ['Cache hit rate', totals.cacheLookups ? `${(100 * totals.cacheHits / totals.cacheLookups).toFixed(1)} %` : '–'],
    ['Open files', count(totals.openFiles)],
    ['Files in memory', bytes(totals.memoryBytes)],
    ['Pipes busy / idle', report.pipes ? `${report.pipes.busy} / ${report.pipes.idle}` : '–'],
  ];
  byId('tiles').replaceChildren(...tiles.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

function showMounts(mounts) {
  table(byId('mounts'),
    [['Mount'], ['Path'], ['Engine'], ['Transfer'], ...['sendfile', 'memory', 'chunked'].map((way) => [way, 'number'])],
    Object.entries(mounts).map(([name, mount]) => [name, mount.path, mount.engine, mount.transfer,
      ...['sendfile', 'memory', 'chunked'].map((way) => bytes(mount.bytes[way] ?? 0))]));
}

function showFallbacks(mounts) {
  list(byId('fallbacks'), Object.entries(mounts).flatMap(([name, mount]) =>
    Object.entries(mount.fallbacks).map(([reason, times]) => element('li', {},
      element('code', {}, reason), ` – ${count(times)} × on mount “${name}”: ${FALLBACK_REASONS[reason] ?? 'see the documentation'}.`))),
  'It has not happened yet.');
}

function showRoutes(routes) {
  const rows = Object.entries(routes).flatMap(([name, route]) =>
    Object.values(route.upstreams).flatMap((upstream) => upstream.targets.map((target) => {
      const why = target.up ? 'up' : !target.enabled ? 'disabled' : !target.healthy ? 'down' : 'left out after failures';
      return [name, route.status, route.listening.join(', '), target.address, state(target.up, why), count(target.active),
        count(target.connected), count(target.failed)];
    })));
  table(byId('routes'), [['Route'], ['Status'], ['Listens on'], ['Upstream'], ['State'], ['Active', 'number'],
    ['Connected', 'number'], ['Failed', 'number']], rows);
}

function showCapabilities(capabilities) {
  list(byId('capabilities'), Object.entries(capabilities).map(([name, capability]) => element('li', {},
    element('code', {}, name), ' ', state(capability.available, capability.available ? 'available' : 'not available'),
    capability.cause ? ` – ${capability.cause}` : '')), 'Nothing is reported.');
}

/** Reads a body to its end without keeping it. */
async function drain(url, onBytes) {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`${response.status} for ${url}`);
  }
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    onBytes(part.value.byteLength);
  }
}

async function run(way, output, report) {
  const started = performance.now();
  let received = 0;
  const show = (prefix) => {
    const took = (performance.now() - started) / 1000;
    output.textContent = `${prefix}${bytes(received)} in ${seconds(took)}, ${bytes(received / took)}/s`;
  };
  const ticker = setInterval(() => show('… '), 200);
  try {
    for (const url of way.urls(report(), byId('file').value)) {
      await drain(url, (length) => { received += length; });
    }
    show('');
  }
  catch (failure) {
    output.textContent = `Failed: ${failure.message}`;
  }
  finally {
    clearInterval(ticker);
  }
}

function addWays(report) {
  return WAYS.map((way) => {
    const button = element('button', { type: 'button' }, way.title);
    const output = element('output', {});
    button.addEventListener('click', async () => {
      button.dataset.running = 'true';
      button.disabled = true;
      await run(way, output, report);
      delete button.dataset.running;
      button.disabled = false;
    });
    const box = element('div', { className: 'way' }, button, output, element('p', {}, way.explanation));
    box.style.setProperty('--way', way.colour);
    box.id = `way-${way.name}`;
    byId('ways').append(box);
    return { way, button, output };
  });
}

let latest;
const ways = addWays(() => latest);
const chart = new RateChart(byId('rates'), WAYS);
let previous;

function offer(report) {
  for (const { way, button, output } of ways) {
    const missing = way.missing(report);
    if (!button.dataset.running) {
      button.disabled = Boolean(missing);
      if (missing) {
        output.textContent = missing;
      }
    }
  }
}

async function poll() {
  const status = byId('status');
  try {
    const response = await fetch('/actuator/zerocopy', { cache: 'no-store', headers: { Accept: 'application/json' } });
    if (!response.ok) {
      throw new Error(`it answered ${response.status}`);
    }
    latest = await response.json();
    const totals = new Totals(latest, performance.now());
    if (previous) {
      chart.add(totals.ratesSince(previous));
    }
    previous = totals;
    showTiles(latest, totals);
    showMounts(latest.mounts);
    showFallbacks(latest.mounts);
    showRoutes(latest.routes);
    showCapabilities(latest.capabilities);
    offer(latest);
    status.className = '';
    status.textContent = `Transport ${latest.transport ?? 'none'}, asked every second`;
  }
  catch (failure) {
    previous = undefined;
    status.className = 'lost';
    status.textContent = `/actuator/zerocopy can not be read: ${failure.message}. Trying again.`;
  }
  setTimeout(poll, INTERVAL);
}

poll();
