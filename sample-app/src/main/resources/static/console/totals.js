const sum = (values, key) => values.reduce((total, value) => total + key(value), 0);

/** What all mounts and routes of one report add up to. */
export class Totals {

  constructor(report, time) {
    const mounts = Object.values(report.mounts);
    const routes = Object.values(report.routes);
    const directions = routes.flatMap((route) => [route.bytes.toUpstream, route.bytes.toClient]);
    this.time = time;
    this.bytes = {
      sendfile: sum(mounts, (mount) => mount.bytes.sendfile ?? 0),
      memory: sum(mounts, (mount) => mount.bytes.memory ?? 0),
      chunked: sum(mounts, (mount) => mount.bytes.chunked ?? 0),
      splice: sum(directions, (direction) => direction.splice),
      copy: sum(directions, (direction) => direction.copy),
    };
    this.activeTransfers = sum(mounts, (mount) => mount.activeTransfers);
    this.activeConnections = sum(routes, (route) => route.active);
    this.cacheHits = sum(mounts, (mount) => mount.cache.hits);
    this.cacheLookups = this.cacheHits + sum(mounts, (mount) => mount.cache.misses);
    this.openFiles = sum(mounts, (mount) => mount.cache.openFiles);
    this.memoryBytes = sum(mounts, (mount) => mount.cache.memoryBytes);
  }

  /** Bytes per second by way; never negative, also after a restart. */
  ratesSince(earlier) {
    const elapsed = (this.time - earlier.time) / 1000;
    return Object.fromEntries(Object.entries(this.bytes).map(([way, total]) =>
      [way, Math.max(0, total - earlier.bytes[way]) / elapsed]));
  }

}
