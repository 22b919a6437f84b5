// /mitreden/nachzaehlen: anyone counts any `.pb` file again. It is kept nowhere: read, counted, forgotten.
import { page } from '../../../../kernel/http/page.tsx';
import type { Reply, Request, Route, UploadedFile } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  FileField,
  Form,
  formatFileSize,
  Notice,
  PlainText,
  Rows,
  Top,
  uiLabels,
  Wrap,
  type FormError,
} from '../../../../ui/index.ts';
import { TooMuchWork } from '../../../../voting/election.ts';
import type { PbFault } from '../../../../voting/pb-fault.ts';
import { readPb, type PbElection } from '../../../../voting/pb-read.ts';
import { compared, ruleFor, type Recount } from '../../../../voting/recount.ts';
import { count } from '../../../../voting/rules.ts';
import { tallyOf } from '../../../../voting/tally.ts';
import { participationTexts } from '../../participation-texts.ts';
import { budgetTexts } from './budget-texts.ts';
import { countSent } from './count-gently.ts';
import { faultWords } from './fault-words.ts';
import { resultBands } from './result-bands.tsx';

const address = '/mitreden/nachzaehlen';
/** As large as the files of large cities' districts; larger ones are for the command. */
const limits = { bytes: 2 * 2 ** 20, lineLength: 20_000, projects: 300, votes: 60_000, faults: 20 };
/** Above it the server breaks off; up to it the page says what is too large. */
const mostSent = 4 * limits.bytes;

interface Found {
  errors?: FormError[];
  faults?: readonly PbFault[];
  counted?: { pb: PbElection; recount: Recount };
}

function show(request: Request, { errors = [], faults = [], counted }: Found = {}): Reply {
  const { language } = request;
  const t = budgetTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('recount.title'),
    description: t('recount.lead'),
    indexed: true,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('recount.title')}
          lead={t('recount.lead')}
          crumbs={[{ label: participationTexts(language)('list.title'), href: '/mitreden' }]}
        >
          {counted ? <Difference request={request} {...counted.recount} /> : null}
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="datei-waehlen" title={t('recount.file')}>
          <Form plain multipart action={address} hidden={{ _csrf: request.csrf }}>
            <FileField
              labels={labels}
              id="datei"
              name="datei"
              label={t('recount.file')}
              hint={t('recount.fileHint', { size: formatFileSize(limits.bytes, language) })}
              error={errors[0]?.message}
              accept=".pb,text/plain"
              value={undefined}
            />
            <Buttons>
              <Button>{t('recount.send')}</Button>
            </Buttons>
          </Form>
          {faults.length > 0 ? (
            <Rows
              items={faults.map(({ line, code, what }) => ({
                when: t('recount.line', { line }),
                title: t(faultWords[code]),
                text: what === '' ? code : `${code}: ${what}`,
              }))}
            />
          ) : null}
        </Band>
        <Band id="regel" title={t('recount.how')} last={!counted}>
          <PlainText text={t('result.idea')} />
        </Band>
        {counted ? resultBands(asResult(counted), language) : null}
      </Wrap>
    ),
  });
}

function Difference({
  request: { language },
  compared: isCompared,
  differences,
}: Recount & { request: Request }) {
  const t = budgetTexts(language);
  if (!isCompared) return null;
  if (differences.length === 0)
    return (
      <Notice tone="success" title={t('recount.same')} role="status">
        {t('recount.sameText')}
      </Notice>
    );
  return (
    <Notice tone="warning" title={t('recount.differs')} role="status">
      <ul>
        {differences.map(({ line, id, selected }) => (
          <li key={id}>{t(selected ? 'recount.differsSelected' : 'recount.differsNot', { line, id })}</li>
        ))}
      </ul>
    </Notice>
  );
}

function asResult({ pb, recount }: { pb: PbElection; recount: Recount }) {
  const { election, names, meta } = pb;
  const { tally, outcome } = recount;
  const greedy = count(election, 'greedy', {}, tally);
  return { election, tally, outcome, greedy, names, currency: meta.get('currency') };
}

async function send(request: Request): Promise<Reply> {
  const t = budgetTexts(request.language);
  const refused = (message: string, faults?: readonly PbFault[]) =>
    show(request, { errors: [{ fieldId: 'datei', message }], ...(faults && { faults }) });
  const file = request.files.find(({ field }) => field === 'datei');
  if (file?.fault === 'too-large' || (file && file.content.size > limits.bytes))
    return refused(t('recount.tooLarge', { size: formatFileSize(limits.bytes, request.language) }));
  if (!file || file.fault) return refused(t('recount.missing'));
  const pb = await readFile(file);
  if ('faults' in pb) return refused(t('recount.broken'), pb.faults);
  try {
    const tally = tallyOf(pb.election);
    const outcome = await countSent(pb.election, ruleFor(pb), tally);
    return show(request, { counted: { pb, recount: compared(pb, tally, outcome) } });
  } catch (error) {
    if (error instanceof TooMuchWork) return refused(t('recount.tooMuch'));
    throw error;
  }
}

const readFile = async ({ content }: UploadedFile) => readPb(await content.read(0, content.size), limits);

export const recountRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: everyone,
    kind: 'page',
    summary: 'Asks for a `.pb` file of a participatory budget, to count it again',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: everyone,
    kind: 'form',
    summary: 'Counts a `.pb` file again and keeps it nowhere',
    perMinute: 10,
    bodyLimit: mostSent,
    visitors: { begun: () => true, mayUpload: () => Promise.resolve(true), bodyLimit: mostSent },
    handle: send,
  },
];
