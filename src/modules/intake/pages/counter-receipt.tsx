// /schalter/quittung/{ref}: what the person takes along, to print.
import { Band, Button, Facts, Top, Wrap, formatDate, swissDay, uiLabels } from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { bookingsOf, bookingWords } from '../../appointments/index.ts';
import { caseWord, loadMatter } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { submittedByClerk } from '../queries/counter-drafts.ts';
import { servedUse } from '../served-use.ts';
import { clerkOf } from './counter-start.tsx';

/** In the person's language; only for the clerk who submitted it. */
export async function showReceipt(request: Request): Promise<Reply> {
  const { app } = request;
  const clerk = clerkOf(request);
  const ref = request.params['ref'] ?? '';
  const { draft, matter, bookings } = await transact(app, clerk, async (tx) => {
    const draft = await submittedByClerk(tx.db, clerk, ref);
    const matter = draft && (await loadMatter(tx, ref));
    if (!draft || !matter) throw new Fault('NOT_FOUND');
    await tx.recordAccess({
      ...servedUse(matter.ownerId, matter.serviceId, ['name', 'history']),
      kind: 'read',
      caseRef: ref,
    });
    return { draft, matter, bookings: await bookingsOf(tx.db, ref) };
  });
  const own = intakeTexts(request.language);
  const { language } = draft;
  const t = intakeTexts(language);
  const unit = unitName(app, matter.unit, language);
  return page(request, {
    title: `${own('counter.receipt')} ${ref}`,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(request.language)}
          title={own('counter.receipt')}
          crumbs={[{ label: own('counter.title'), href: '/schalter' }, { label: ref }]}
          lead={own('counter.receiptLead', { name: matter.applicantName })}
          action={<Button href="/schalter">{own('counter.receiptNext')}</Button>}
          actionNote={own(draft.channel === 'phone' ? 'counter.receiptSay' : 'counter.receiptPrint')}
        />
        <div lang={language}>
          <Band id="quittung" title={serviceTitle(app, matter.serviceId, language)} last>
            <Facts
              items={[
                { term: t('counter.person'), value: matter.applicantName },
                { term: t('counter.receiptCase'), value: ref },
                { term: t('counter.receiptWhen'), value: formatDate(swissDay(matter.submittedAt), language) },
                {
                  term: t('counter.receiptHow'),
                  value: t(`counter.channel.${draft.channel === 'web' ? 'counter' : draft.channel}`),
                },
                {
                  term: t('counter.receiptBy'),
                  value: `${clerk.name}, ${unitName(app, clerk.unit, language)}`,
                },
                ...bookings.map((booking) => {
                  const { when, where } = bookingWords(app, booking, language);
                  return { term: t('counter.receiptAppointment'), value: `${when}, ${where}` };
                }),
                { term: t('counter.receiptState'), value: caseWord(language, 'state', matter.state) },
                {
                  term: t('counter.receiptWhere'),
                  value: t('counter.receiptWhereText', { url: `${app.config.baseUrl}/konto`, unit }),
                },
              ]}
            />
          </Band>
        </div>
      </Wrap>
    ),
  });
}
