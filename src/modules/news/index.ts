// What other modules may use of the news.
export { newsBand } from './pages/related.tsx';
