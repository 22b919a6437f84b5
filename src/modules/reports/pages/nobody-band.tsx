// The way to become nobody: who has reported is forgotten, and text and photos where they are to go, too.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Band, Button, Buttons, Form, MultiChoice, uiLabels } from '../../../ui/index.ts';
import { reportsTexts } from '../reports-texts.ts';

export function NobodyBand({
  request,
  base,
  known,
}: {
  request: Request;
  base: string;
  known: boolean;
}): VNode {
  const { language, csrf } = request;
  const t = reportsTexts(language);
  return (
    <Band id="anonym" title={t('nobody.title')} note={known ? undefined : t('nobody.already')} last>
      <p>{t('nobody.text')}</p>
      <Form plain action={`${base}/niemand`} label={t('nobody.title')} hidden={{ _csrf: csrf }}>
        <MultiChoice
          labels={uiLabels(language)}
          id="auch"
          name="auch"
          label={t('nobody.also')}
          optional
          value={[]}
          options={[{ value: 'worte', label: t('nobody.words') }]}
        />
        <Buttons>
          <Button variant="secondary">{t('nobody.send')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}
