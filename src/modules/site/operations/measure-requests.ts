// Counts requests and how long they took, by kind of address, for `/metrics`. Nothing about who asked.
import type { FastifyInstance } from 'fastify';

/** Upper bounds of the histogram, in seconds. */
export const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Series {
  method: string;
  /** The pattern, `/leistungen/:id`, never the address itself: few series, and no personal data. */
  route: string;
  status: string;
  count: number;
  sum: number;
  buckets: number[];
}

export interface RequestMeasures {
  series: Map<string, Series>;
}

export function measureRequests(server: FastifyInstance): RequestMeasures {
  const measures: RequestMeasures = { series: new Map() };
  server.addHook('onResponse', (request, reply, done) => {
    const method = request.method;
    const route = request.routeOptions.url ?? 'none';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    const key = `${method} ${route} ${status}`;
    let series = measures.series.get(key);
    if (!series) {
      series = { method, route, status, count: 0, sum: 0, buckets: bounds.map(() => 0) };
      measures.series.set(key, series);
    }
    const seconds = reply.elapsedTime / 1000;
    series.count++;
    series.sum += seconds;
    bounds.forEach((bound, index) => {
      if (seconds <= bound) series.buckets[index] = (series.buckets[index] ?? 0) + 1;
    });
    done();
  });
  return measures;
}
