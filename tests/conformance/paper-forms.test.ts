// Every service prints its form in every language, with every word of its questions.
import { expect, it } from 'vitest';
import { languages } from '../../src/kernel/i18n/texts.ts';
import { services } from '../../src/modules/catalogue/index.ts';
import { paperApp } from '../../src/modules/intake/testing/paper-app.ts';
import { missingWords } from '../../src/modules/intake/testing/printed-form.ts';

it('every service prints in four languages', { timeout: 600_000 }, async () => {
  const app = await paperApp();
  expect(services(app).length).toBeGreaterThan(15);
  for (const definition of services(app)) {
    for (const language of languages) {
      expect(await missingWords(app, definition, language), `${definition.id} ${language}`).toEqual([]);
    }
  }
});
