// summary.csv of an export of Polis: what a conversation is, as pairs without a head.

export interface Summary {
  topic: string;
  url: string;
  description: string;
  voters: number;
  votersOnMap: number;
  commenters: number;
  comments: number;
  groups: number;
}

/** Rows for summary.csv. Views are not counted here, so there is no such row. */
export function summaryRows(summary: Summary): (string | number)[][] {
  return [
    ['topic', summary.topic],
    ['url', summary.url],
    ['voters', summary.voters],
    ['voters-in-conv', summary.votersOnMap],
    ['commenters', summary.commenters],
    ['comments', summary.comments],
    ['groups', summary.groups],
    ['conversation-description', summary.description],
  ];
}
