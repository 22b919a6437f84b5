// How a clerk's use of somebody's data for a form stands in that person's log.

/** @param fields names of the data used, as the log knows them */
export function servedUse(subject: string, serviceId: string, fields: string[]) {
  return { subject, fields, purpose: `serve-at-counter|${serviceId}` };
}
