const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** Sizes in powers of 1024, as in application.yml. */
export function bytes(value) {
  let unit = 0;
  let scaled = value;
  while (scaled >= 1024 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return `${unit === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${UNITS[unit]}`;
}

export function count(value) {
  return value.toLocaleString('en');
}

export function seconds(value) {
  return `${value.toFixed(1)} s`;
}
