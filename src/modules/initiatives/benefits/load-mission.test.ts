// mission.yaml of the canton: whole, and faults are told with file, line and path.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCanton } from '../../../kernel/canton.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { modules } from '../../../modules.ts';
import { loadMission } from './load-mission.ts';

const folder = join(projectFolder, 'canton/basel-stadt');
const measures = modules.flatMap((module) => module.measures ?? []);
const isMeasure = (id: string) => measures.some((each) => each.id === id && each.of.includes('canton'));

describe('the mission', () => {
  it('of the canton is whole, and its measures exist', async () => {
    const { mission, faults } = await loadMission(await readCanton(folder), isMeasure);
    expect(faults).toEqual([]);
    expect(mission.rows.map(({ id }) => id)).toEqual([
      ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8'],
      ...['P1', 'P2', 'C1', 'C2', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6'],
    ]);
  });

  it('with faults names each at its line', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'mission-'));
    const text = await readFile(join(folder, 'mission.yaml'), 'utf8');
    await writeFile(
      join(broken, 'mission.yaml'),
      text
        .replace('id: T2', 'id: T1')
        .replace('theme: participation', 'theme: games')
        .replace('[no-media-break,', '[no-such-measure,'),
    );
    const { faults } = await loadMission({ ...(await readCanton(folder)), folder: broken }, isMeasure);
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).toMatch(/mission\.yaml:\d+ rows\[1\]\.id: The row T1 stands here twice\./);
    expect(faults.join('\n')).toContain('There is no theme games.');
    expect(faults.join('\n')).toContain('There is no measure no-such-measure of the canton.');
  });
});
