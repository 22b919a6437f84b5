// Tells that a form was sent before, with something else in it; the page has a new form with what was typed.
import type { VNode } from 'preact';
import { Notice } from '../../ui/index.ts';
import type { App } from '../app.ts';
import type { Language } from '../i18n/texts.ts';
import { faultText } from './fault-text.ts';

export const SentBefore = ({ app, language }: { app: App; language: Language }): VNode => (
  <Notice tone="warning" title={faultText(app, language, 'SENT_BEFORE')} role="status" />
);
