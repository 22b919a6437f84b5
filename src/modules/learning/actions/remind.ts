// learning.remind: a mail 30, 7 and 1 days before a course is due or a certificate ends, and one when it is late; each once.
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { formatDate } from '../../../ui/index.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { reminderFor, reminders } from '../intervals.ts';
import { learningTexts } from '../learning-texts.ts';

const portion = 200;
/** A night that was missed is made good within these days; after that the trainers' page is the place to look. */
const lateDays = 14;
const firstId = '00000000-0000-0000-0000-000000000000';

interface Due {
  staffId: string;
  course: string;
  day: string;
}

export async function remind(app: App): Promise<void> {
  await remindOfDuties(app);
  await remindOfCertificates(app);
}

async function remindOfDuties(app: App): Promise<void> {
  const today = app.clock.today();
  let after = { due_on: addDays(today, -lateDays), staff_id: firstId, course: '' };
  for (;;) {
    const { due_on: day, staff_id: staffId, course } = after;
    const rows = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('learning.duty')
        .select(['due_on', 'staff_id', 'course'])
        .where('due_on', '<=', addDays(today, Math.max(...reminders)))
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('due_on', 'staff_id', 'course'), '>', tuple(day, staffId, course)),
        )
        .orderBy('due_on')
        .orderBy('staff_id')
        .orderBy('course')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      await remindOf(app, { staffId: row.staff_id, course: row.course, day: row.due_on });
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = last;
  }
}

/** Of those certificates that no duty reminds of already. */
async function remindOfCertificates(app: App): Promise<void> {
  const now = app.clock.now();
  const until = new Date(now.getTime() + (Math.max(...reminders) + 1) * 86_400_000);
  let after = { until: now, id: firstId };
  for (;;) {
    const { until: last, id } = after;
    const rows = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('learning.certificate as held')
        .select(['held.id', 'held.staff_id', 'held.course', 'held.valid_until'])
        .where('held.told_at', 'is', null)
        .where('held.revoked_at', 'is', null)
        .where('held.valid_until', '<=', until)
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('held.valid_until', 'held.id'), '>', tuple<Date | null, string>(last, id)),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('learning.duty as duty')
                .select('duty.course')
                .whereRef('duty.staff_id', '=', 'held.staff_id')
                .whereRef('duty.course', '=', 'held.course'),
            ),
          ),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('learning.certificate as newer')
                .select('newer.id')
                .whereRef('newer.staff_id', '=', 'held.staff_id')
                .whereRef('newer.course', '=', 'held.course')
                .whereRef('newer.issued_at', '>', 'held.issued_at')
                .where('newer.revoked_at', 'is', null),
            ),
          ),
        )
        .orderBy('held.valid_until')
        .orderBy('held.id')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      if (row.valid_until)
        await remindOf(app, {
          ...{ staffId: row.staff_id, course: row.course, day: dayInSwitzerland(row.valid_until) },
        });
    const end = rows.at(-1);
    if (!end?.valid_until || rows.length < portion) return;
    after = { until: end.valid_until, id: end.id };
  }
}

/** The one that is due by now, whichever were missed; told once, however often the job runs. */
async function remindOf(app: App, { staffId, course, day }: Due): Promise<void> {
  const reminder = reminderFor(day, app.clock.today());
  const account = reminder === undefined ? undefined : await accountById(app, staffId);
  if (reminder === undefined || !account) return;
  await sendNotice(app, 'learning.remind', {
    key: `learning/${staffId}/${course}/${day}/${reminder}`,
    kind: 'work',
    to: account,
    words: (language) => {
      const t = learningTexts(language);
      const when = { day: formatDate(day, language) };
      const key = reminder === 'late' ? 'mail.late' : 'mail.due';
      return {
        subject: t(`${key}.subject`),
        // Never which one: mail can be read on the way.
        paragraphs: [t(`${key}.text`, when), t('mail.open', { url: `${app.config.baseUrl}/lernen` })],
      };
    },
    use: { purpose: 'learning' },
  });
}
