// Links of an answer to pages of this site, by their names.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { aboutOf } from '../about.ts';
import { questionsTexts } from '../questions-texts.ts';

export function LinkList({
  app,
  language,
  links,
}: {
  app: App;
  language: Language;
  links: readonly string[];
}) {
  if (links.length === 0) return null;
  const t = questionsTexts(language);
  return (
    <div class="prose stack">
      <p>{t('answer.links')}</p>
      <ul>
        {links.map((link) => (
          <li key={link}>
            <a href={link}>{aboutOf(app, link, language).title ?? link}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
