// The demonstration's consultation: voices, a suggestion that is taken up in the second version, statements of organisations; by the actions that people use.
import type { App } from '../../../../kernel/app.ts';
import type { LocalText } from '../../../../kernel/i18n/texts.ts';
import { actByLaw } from '../../../mandates/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { decideFate } from '../../actions/decide-fate.ts';
import { demoPerson, demoStaff } from '../../demo-person.ts';
import type { Process } from '../../process.ts';
import { draftOf } from './next/draft.ts';
import { stampOf } from './next/next-text.ts';
import { changeParagraph, publishText } from './next/change-text.ts';
import { releaseStatement } from './statements/release.ts';
import { representativeOf } from './statements/representative.ts';
import { saveText } from './statements/save-text.ts';
import { latest, versionsOf } from './versions.ts';

const wording =
  'Die Mitglieder werden aus dem Einwohnerregister ausgelost. Das Los bildet Alter, Geschlecht, Wohnviertel und Bildung ab.\n\nTeilnehmen können Personen ab 16 Jahren, die im Kanton wohnen.';

const voices = [
  {
    ...{ who: 'resident-anna', act: 'comment', anchor: 'zweck', named: true },
    body: 'Gut, dass klar steht, was Bürgerräte sind und was nicht.',
  },
  {
    ...{ who: 'resident-carla', act: 'comment', anchor: 'auslosung', named: false },
    body: 'Bitte auch das Einkommen abbilden, sonst fehlen jene, die wenig Zeit und Geld haben.',
  },
  {
    ...{ who: 'resident-luis', act: 'comment', anchor: 'auslosung', named: true },
    body: 'Ab 16 Jahren, mit Wohnsitz statt Stimmrecht. Wer hier lebt, soll mitraten.',
  },
  {
    ...{ who: 'resident-luis', act: 'suggestion', anchor: 'auslosung', named: true, body: wording },
    why: 'Wer hier lebt, soll mitraten.',
  },
  {
    ...{ who: 'resident-carla', act: 'suggestion', anchor: 'auftrag', named: false },
    body: 'Der Auftrag nennt Frage, Dauer und Kosten. Er wird veröffentlicht.\n\nDer Regierungsrat antwortet innert drei Monaten auf jede Empfehlung.',
    why: 'Eine angemessene Frist kann auch ein Jahr sein.',
  },
] as const;

/** What the second version says of the drawing of lots. */
const second: LocalText = {
  de: wording,
  fr: 'Les membres sont tirés au sort dans le registre des habitants. Le tirage reflète l’âge, le sexe, le quartier et la formation.\n\nPeuvent participer les personnes dès 16 ans qui habitent dans le canton.',
  it: 'I membri sono estratti a sorte dal registro degli abitanti. Il sorteggio rispecchia età, sesso, quartiere e formazione.\n\nPossono partecipare le persone dai 16 anni che abitano nel Cantone.',
  en: 'Members are drawn from the residents’ register. The lot reflects age, sex, neighbourhood and education.\n\nPeople aged 16 or over who live in the canton can take part.',
};

/** Of whom, acting for which organisation of the registers: what they write; of one nobody has released yet two write. */
const statements = [
  {
    ...{ who: 'resident-giulia', organisation: 'gelateria', release: true },
    texts: [
      { anchor: '', body: 'Wir begrüssen Bürgerräte. Auch Betriebe sollen erfahren, was sie beraten.' },
      {
        anchor: 'auftrag',
        body: 'Der Auftrag soll auch sagen, wie Betriebe angehört werden, die es betrifft.',
      },
    ],
  },
  {
    ...{ who: 'company-delta', organisation: 'delta', release: false },
    texts: [
      { anchor: '', body: 'Die Firma ist mit der Richtung einverstanden.' },
      { anchor: 'auslosung', body: 'Wer im Kanton arbeitet, aber nicht wohnt, fehlt hier.' },
    ],
  },
  {
    ...{ who: 'delta-cosigner', organisation: 'delta', release: false },
    texts: [{ anchor: 'auftrag', body: 'Die Kosten sollen auch im Jahresbericht stehen.' }],
  },
] as const;

export async function seedConsultation(app: App, process: Process): Promise<void> {
  const [first] = await versionsOf(app, process.id);
  const moderator = await demoStaff(app, 'moderator-luca');
  if (!first?.paragraphs.some(({ id }) => id === 'auslosung') || !moderator) return;
  let taken: string | undefined;
  for (const { who, act, anchor, body, named, ...more } of voices) {
    const person = await demoPerson(app, who);
    if (!person) continue;
    const id = await contribute(app, person, {
      ...{ process, act, anchor, body, named, language: 'de' },
      data: { version: first.number, ...more },
    });
    if (body === wording) taken = id;
  }
  for (const each of statements) await seedStatement(app, process, first.number, each);
  if (taken === undefined) return;
  await decideFate(app, moderator, taken, {
    ...{ fate: 'taken', link: '', wording },
    reason: 'Wer im Kanton wohnt, soll ausgelost werden können. Die Stimmrechte bleiben, wie sie sind.',
  });
  await publishSecond(app, process, moderator);
}

async function seedStatement(
  app: App,
  process: Process,
  version: number,
  { who, organisation, texts, release }: (typeof statements)[number],
): Promise<void> {
  const person = await demoPerson(app, who);
  const actor = person && (await actByLaw(app, person, organisation));
  const by = actor && representativeOf(actor);
  if (!actor || !by) return;
  for (const text of texts)
    await saveText(app, actor, process, by, { ...text, revision: 0, version, language: 'de' });
  if (release) await releaseStatement(app, actor, process, by, texts.length);
}

async function publishSecond(
  app: App,
  process: Process,
  moderator: Parameters<typeof publishText>[1],
): Promise<void> {
  const before = latest(await versionsOf(app, process.id)).paragraphs.find(({ id }) => id === 'auslosung');
  if (!before) return;
  await changeParagraph(app, moderator, process, {
    ...{ anchor: 'auslosung', follows: null, revision: 0 },
    paragraph: { ...before, text: second },
  });
  await publishText(app, moderator, process, {
    name: { de: 'Fassung 2', fr: 'Version 2', it: 'Versione 2', en: 'Version 2' },
    stamp: stampOf(await draftOf(app.db, process.id)),
  });
}
