/** Semantic colours; each also carries a word and a shape, never colour alone (WCAG 1.4.1). */
export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';
