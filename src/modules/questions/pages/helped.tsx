// «Hat das geholfen?»: two buttons, counted without a trace of who has pressed them.
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Button, Buttons, Form, Notice, Quiet } from '../../../ui/index.ts';
import { appraiseArticle, appraiseQuestion } from '../actions/appraise.ts';
import { questionsTexts } from '../questions-texts.ts';

export function Helped({
  request,
  action,
  counts: { helped, not_helped: not },
}: {
  request: Request;
  action: string;
  counts: { helped: number; not_helped: number };
}) {
  const { language, csrf, query } = request;
  const t = questionsTexts(language);
  return (
    <div class="stack">
      {query['danke'] === undefined ? (
        <Form plain action={action} label={t('helped.title')} hidden={{ _csrf: csrf }}>
          <Buttons>
            <Button variant="secondary" name="geholfen" value="ja">
              {t('helped.yes')}
            </Button>
            <Button variant="secondary" name="geholfen" value="nein">
              {t('helped.no')}
            </Button>
          </Buttons>
        </Form>
      ) : (
        <Notice tone="success" title={t('helped.thanks')} role="status" level={3} />
      )}
      <Quiet>
        {helped + not === 0 ? t('helped.nobody') : t('helped.counts', { helped, all: helped + not })}
      </Quiet>
    </div>
  );
}

const route = (
  url: string,
  summary: string,
  count: (request: Request, id: string, helped: boolean) => Promise<boolean>,
): Route => ({
  method: 'POST',
  url,
  may: everyone,
  kind: 'form',
  summary,
  perMinute: 10,
  visitors: { begun: () => true, mayUpload: () => Promise.resolve(false) },
  async handle(request) {
    const helped = typedText(request.body, 'geholfen');
    if (helped !== 'ja' && helped !== 'nein') throw new Fault('BAD_REQUEST');
    if (!(await count(request, request.params['id'] ?? '', helped === 'ja'))) throw new Fault('NOT_FOUND');
    return seeOther(`${request.path.replace(/\/geholfen$/, '')}?danke=1#geholfen`);
  },
});

export const helpedRoutes: Route[] = [
  route('/fragen/:id/geholfen', 'Counts whether an answer has helped', ({ app }, id, helped) =>
    isUuid(id) ? appraiseQuestion(app, id, helped) : Promise.resolve(false),
  ),
  route('/wissen/:id/geholfen', 'Counts whether an article has helped', ({ app }, id, helped) =>
    appraiseArticle(app, id.slice(0, 60), helped),
  ),
];
