// What other modules may use of the learning module: the check of a certificate by its code, the course that gives one.
export { courseFor } from './courses.ts';
export { certificateReply } from './pages/certificate-reply.tsx';
