// Invented threads of the demonstration, by the same actions that people use; each says that it is an example.
import type { App } from '../../../kernel/app.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { addDays } from '../../../engine/index.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { demoActor } from '../../identity/index.ts';
import { openThread, writeAsStaff } from './write-message.ts';

interface Example {
  id: string;
  who: string;
  unit: string;
  serviceId: string | null;
  subject: string;
  body: string;
  answer?: { id: string; by: string; body: string; deadlineDays?: number };
}

const examples: readonly Example[] = [
  {
    id: '7a3c1f58-52b4-4c55-8b6e-2f4d9b0c1a01',
    who: 'resident-anna',
    unit: 'veterinaeramt',
    serviceId: null,
    subject: 'Beispiel: Leinenpflicht im Park',
    body: 'Beispiel: Gilt die Leinenpflicht auch am frühen Morgen?',
    answer: {
      id: '7a3c1f58-52b4-4c55-8b6e-2f4d9b0c1a11',
      by: 'clerk-fiona',
      body: 'Beispiel: Das hängt vom Ort ab. Senden Sie uns bitte bis zur Frist, um welchen Park es geht.',
      deadlineDays: 14,
    },
  },
  {
    id: '7a3c1f58-52b4-4c55-8b6e-2f4d9b0c1a02',
    who: 'resident-anna',
    unit: 'einwohneramt',
    serviceId: 'wohnsitzbescheinigung-bestellen',
    subject: 'Beispiel: Bescheinigung auf Englisch',
    body: 'Beispiel: Gibt es die Wohnsitzbescheinigung auch auf Englisch?',
  },
  {
    id: '7a3c1f58-52b4-4c55-8b6e-2f4d9b0c1a03',
    who: 'company-delta',
    unit: 'allmendverwaltung',
    serviceId: null,
    subject: 'Beispiel: Aufbau am Vortag',
    body: 'Beispiel: Dürfen wir den Stand schon am Abend vorher aufbauen?',
  },
];

/** Idempotent: a thread that is there stays as it is. */
export async function seedThreads(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  for (const { id, who, answer, ...thread } of examples) {
    const there = await impersonal(app, 'demonstration', (db) =>
      db.selectFrom('dialogue.thread').select('id').where('id', '=', id).executeTakeFirst(),
    );
    if (there) continue;
    const person = (await demoActor(app, who)) as PersonActor;
    await openThread(app, person, { id, ...thread, caseRef: null, language: 'de', files: [] });
    if (!answer) continue;
    const staff = (await demoActor(app, answer.by)) as StaffActor;
    await writeAsStaff(app, staff, id, {
      id: answer.id,
      body: answer.body,
      files: [],
      seen: id,
      official: false,
      deadline:
        answer.deadlineDays === undefined ? undefined : addDays(app.clock.today(), answer.deadlineDays),
    });
  }
}
