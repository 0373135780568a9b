/** Why there is no review, for people: where, what, and what to do. */
export class ReviewProblem extends Error {}
