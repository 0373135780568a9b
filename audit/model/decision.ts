/** What somebody decided about a finding: kept in a file in the user's repository. */
export interface Decision {
  /** The finding's id; `*` stands for any text, so that one line may speak of a rule on all hosts. */
  readonly finding: string;
  /** Who looks after it. */
  readonly owner?: string;
  /** `accepted` needs a reason and a day. */
  readonly state: "open" | "accepted";
  /** Why it is accepted. */
  readonly reason?: string;
  /** Day from which it counts again, as `2027-05-31`. */
  readonly until?: string;
}

/** A finding's state: `false` is a scanner's finding that is listed as none, with its reason. */
export type FindingState = "open" | "accepted" | "false" | "mended";
