// Live values of a program in which nothing changes: for tests of parts that show no warning.
import type { LiveValues } from './live-values.ts';

export const unchangingValues: LiveValues = {
  get: () => undefined,
  stamp: () => '',
  refresh: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
