// Answers of the dog registration, typed in a browser.
import type { Page } from 'playwright-core';

/** Sends the page of the form. */
export const next = (page: Page) => page.locator('form.ask button[name=_do][value=next]:not(.enter)').click();

export async function fillDay(page: Page, name: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  await page.fill(`[name="${name}.day"]`, date);
  await page.fill(`[name="${name}.month"]`, month);
  await page.fill(`[name="${name}.year"]`, year);
}

/** Answers everything of the dog registration up to the summary. */
export async function answerDog(page: Page, breed: string, today: string): Promise<void> {
  await next(page);
  await page.fill('[name="hunde.0.rufname"]', 'Luna');
  await page.fill('[name="hunde.0.chip"]', '756000000000123');
  await page.fill('[name="hunde.0.rasse"]', breed);
  await fillDay(page, 'hunde.0.geboren', '2024-05-02');
  await fillDay(page, 'hunde.0.uebernommen', today);
  await page.check('[name="hunde.0.herkunft"][value=schweiz]');
  await next(page);
  await next(page);
  if (page.url().endsWith('/bewilligung')) {
    await page.check('[name=bewilligungVorhanden][value=no]');
    await next(page);
  }
  await page.check('[name=haftpflicht]');
  await next(page);
  await page.check('[name=ergaenzungsleistungen][value=no]');
  await next(page);
}
