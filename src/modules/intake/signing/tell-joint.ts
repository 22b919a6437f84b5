// intake.tell-joint: tells those who sign for a company by mail that one of them waits, and whoever prepared it how it ended.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById, type Account } from '../../identity/index.ts';
import { representativesOf } from '../../mandates/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { toJoint, type JointSubmission } from './joint-submission.ts';

const task = 'intake.tell-joint';

/** Events of which somebody hears; of a case they hear as of every case. */
export const jointEvents = {
  'submission.prepared': 'prepared',
  'submission.refused': 'refused',
  'submission.withdrawn': 'withdrawn',
  'submission.lapsed': 'lapsed',
  'submission.outdated': 'outdated',
  'submission.first-ended': 'firstEnded',
} as const;
type Occasion = (typeof jointEvents)[keyof typeof jointEvents];

/**
 * One mail for each event and person, however often the job runs.
 * @throws Error where the register, which alone knows who signs, is silent: the job tries again
 */
export async function tellJoint(app: App, payload: Record<string, unknown>): Promise<void> {
  const occasion = jointEvents[payload['type'] as keyof typeof jointEvents] as Occasion | undefined;
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('intake.joint_submission')
      .selectAll()
      .where('id', '=', String(payload['subject']))
      .executeTakeFirst(),
  );
  if (!row || !occasion) return;
  const joint = toJoint(row);
  // Withdrawn or signed while the job was waiting: asking for it would only confuse.
  if (occasion === 'prepared' && joint.state !== 'waiting') return;
  const company = (await accountById(app, joint.ownerId))?.name ?? '';
  for (const account of await recipients(app, joint, occasion))
    await sendNotice(app, task, {
      key: `joint/${joint.id}/${occasion}/${account.id}`,
      kind: 'signature',
      to: account,
      words: (language) => wordsFor(app, joint, occasion, language, company),
      use: { purpose: 'representation' },
    });
}

/** Whoever else signs: to sign, or to know that it is not needed any more; of an end whoever has prepared it. */
async function recipients(app: App, joint: JointSubmission, occasion: Occasion): Promise<Account[]> {
  if (occasion !== 'prepared' && occasion !== 'withdrawn') {
    const first = await accountById(app, joint.first.id);
    return first ? [first] : [];
  }
  const representatives = await representativesOf(app, joint.ownerId, task);
  if (representatives === 'silent') throw new Error('The register does not say who signs for the company');
  return representatives.flatMap(({ key, account }) =>
    account === undefined || key === joint.first.key || account.id === joint.first.id ? [] : [account],
  );
}

/** Nothing of the answers: a mail can be read on the way. */
function wordsFor(app: App, joint: JointSubmission, occasion: Occasion, language: Language, company: string) {
  const t = intakeTexts(language);
  const service = serviceTitle(app, joint.serviceId, language);
  const args = {
    service,
    company,
    first: joint.first.name,
    second: joint.second?.name ?? '',
    until: longDay(language, joint.waitsUntil),
  };
  return {
    subject: t(`joint.mail.${occasion}.subject`, args),
    paragraphs: [
      t(`joint.mail.${occasion}`, args),
      t('joint.mail.open', { url: `${app.config.baseUrl}/unterschriften/${joint.id}` }),
    ],
  };
}
