// What may be done with a piece of news as it stands: publish, at once or at a time, approve, take back, delete.
import type { VNode } from 'preact';
import type { Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { Band, Button, Buttons, Form, Quiet, type FormError } from '../../../ui/index.ts';
import { isComplete, type Item } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { writeNews } from '../permissions.ts';
import { MomentField } from './form-parts.tsx';

interface StepsProps {
  request: Request;
  item: Item;
  typed: Typed;
  errors: readonly FormError[];
}

export function StepForms({ request, item, typed, errors }: StepsProps): VNode | null {
  const { app, actor, language } = request;
  const t = newsTexts(language);
  if (item.state === 'published' || item.state === 'withdrawn') return null;
  const may = writeNews.allows(actor, undefined, app);
  const ready = isComplete(item);
  const approved = !item.fourEyes || item.approvedBy !== null;
  const own = item.writtenBy === staffOf(request).id;
  const step = (name: 'publish' | 'approve' | 'unschedule' | 'discard', primary = false) => (
    <StepButton request={request} item={item} step={name} primary={primary} />
  );
  return (
    <Band id="schritte" title={t('overview.steps')}>
      {item.fourEyes && !approved ? (
        <Quiet>{t(own ? 'overview.waitsForOther' : 'overview.waits')}</Quiet>
      ) : null}
      {item.fourEyes && !approved && !own && ready ? step('approve', true) : null}
      {may && ready && approved ? step('publish', true) : null}
      {may && item.state === 'scheduled' ? step('unschedule') : null}
      {may && ready && approved && item.state === 'draft' ? (
        <Form
          plain
          action={`/redaktion/${item.id}`}
          label={t('step.schedule')}
          hidden={{ _csrf: request.csrf, stand: String(item.revision), schritt: 'schedule' }}
        >
          <MomentField
            {...{ request, typed, errors }}
            name="am"
            label={t('overview.at')}
            timeLabel={t('overview.atTime')}
          />
          <Buttons>
            <Button variant="secondary">{t('step.schedule')}</Button>
          </Buttons>
        </Form>
      ) : null}
      {may && item.state === 'draft' ? step('discard') : null}
    </Band>
  );
}

function StepButton({
  request,
  item,
  step,
  primary,
}: {
  request: Request;
  item: Item;
  step: 'publish' | 'approve' | 'unschedule' | 'discard';
  primary: boolean;
}): VNode {
  const words = newsTexts(request.language)(`step.${step}`);
  return (
    <Form
      plain
      action={`/redaktion/${item.id}`}
      label={words}
      hidden={{ _csrf: request.csrf, stand: String(item.revision), schritt: step }}
    >
      <Buttons>
        <Button variant={primary ? undefined : step === 'discard' ? 'quiet' : 'secondary'}>{words}</Button>
      </Buttons>
    </Form>
  );
}
