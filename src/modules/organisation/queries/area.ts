// The canton on the map.
import type { CantonArea } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';

export const areaState = perApp<CantonArea>('The map of the canton');

export const areaOf = (app: App): CantonArea => areaState.of(app);
