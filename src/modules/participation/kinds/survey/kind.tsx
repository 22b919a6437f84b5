// Survey: questions of the form engine, answered once by each person; results are counts.
import type { Request } from '../../../../kernel/http/route.ts';
import { Band, Button, Buttons, Figures, Table, formatNumber } from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { demoPerson } from '../../demo-person.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { talliesOf } from '../../queries/published.ts';
import type { Kind } from '../kind.ts';
import { surveyRoutes } from './answer.tsx';
import { checkSurvey, questionsOf, SurveyPart } from './part.ts';
import { countAnswers, type CountedQuestion } from './survey-result.ts';

async function bands(request: Request, process: Process) {
  const { app, language } = request;
  const t = participationTexts(language);
  const open = takesAt(process.phases, 'answer', app.clock.today());
  const count = (await talliesOf(app, process.id)).find(({ act }) => act === 'answer')?.count ?? 0;
  // While people answer nobody sees what others have said.
  const counted = open ? [] : await countAnswers(app, process);
  return [
    <Band key="umfrage" id="umfrage" title={t('survey.title')} note={open ? t('survey.later') : undefined}>
      <Figures items={[{ value: formatNumber(count, language), text: t('survey.answers', { count }) }]} />
      {open ? (
        <Buttons>
          <Button go href={`/mitreden/${process.id}/umfrage`}>
            {t('survey.go', { count: questionsOf(process).length })}
          </Button>
        </Buttons>
      ) : null}
      {counted.map((each) => (
        <QuestionTable key={each.question.id} request={request} counted={each} />
      ))}
    </Band>,
  ];
}

function QuestionTable({
  request: { language },
  counted: { question, counts },
}: {
  request: Request;
  counted: CountedQuestion;
}) {
  const t = participationTexts(language);
  const nameOf = (group: string) =>
    question.options?.find(({ id }) => id === group)?.label[language] ??
    t(group === 'true' ? 'survey.yes' : 'survey.no');
  return (
    <Table
      id={`frage-${question.id}`}
      caption={question.label[language]}
      columns={[{ label: t('survey.option') }, { label: t('report.count'), numeric: true }]}
      rows={counts.map(({ group, count }) => ({
        key: group,
        cells: [nameOf(group), count === null ? t('report.protected') : formatNumber(count, language)],
      }))}
    />
  );
}

export const survey: Kind = {
  id: 'survey',
  name: { de: 'Umfrage', fr: 'Sondage', it: 'Sondaggio', en: 'Survey' },
  schema: SurveyPart,
  acts: {
    answer: {
      name: { de: 'Antwort', fr: 'Réponse', it: 'Risposta', en: 'Answer' },
      once: true,
      unlisted: true,
    },
  },
  check: checkSurvey,
  bands,
  routes: surveyRoutes,
  searchText: (process, language) =>
    questionsOf(process)
      .map(({ label }) => label[language])
      .join(' '),
  async result(app, process) {
    if (takesAt(process.phases, 'answer', app.clock.today())) return {};
    const counted = await countAnswers(app, process);
    return { questions: counted.map(({ question, counts }) => ({ id: question.id, counts })) };
  },
  async seed(app, process) {
    const given: [string, Record<string, unknown>][] = [
      ['resident-anna', { verkehrsmittel: 'velo', wuensche: ['licht', 'baenke'] }],
      ['resident-carla', { verkehrsmittel: 'zu-fuss', wuensche: ['licht'] }],
      ['resident-tom', { verkehrsmittel: 'tram', wuensche: ['baeume'] }],
    ];
    if (!takesAt(process.phases, 'answer', app.clock.today())) return;
    for (const [who, data] of given) {
      const person = await demoPerson(app, who);
      if (person)
        await contribute(app, person, { process, act: 'answer', data, language: 'de', named: false });
    }
  },
};
