// AHV numbers that somebody has typed: those of invented persons count in demonstrations only.
import { normaliseAhv } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';

export const refusesInvented = (app: App): boolean => app.config.mode === 'production';

/** `756.1234.5678.97` in any spelling; undefined where it is none. */
export const typedAhv = (app: App, text: string): string | undefined =>
  normaliseAhv(text, { refuseInvented: refusesInvented(app) });
