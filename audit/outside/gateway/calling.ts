import type { Asked } from "./asked";
import type { Proof } from "./callers";
import { type Call, harmlessCall } from "./harmless";
import { type Operation, subjectOf } from "./operations";
import type { Sender } from "./send";

/** A call and its proof, why it is not made, or nothing where the operation is not meant. */
export type Prepared =
  { readonly call: Call; readonly proof?: Proof } | { readonly none: string } | undefined;

/** Makes one call of each operation that is meant, one after the other. */
export async function callEach(
  send: Sender,
  operations: readonly Operation[],
  prepare: (operation: Operation) => Prepared | Promise<Prepared>,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const operation of operations) {
    const subject = subjectOf(operation);
    const prepared = await prepare(operation);
    if (!prepared) continue;
    if ("none" in prepared) {
      asked.push({ subject, outcome: prepared });
      continue;
    }
    const outcome = await send(operation.site, prepared.call, prepared.proof).then(
      ({ status }) => ({ status }),
      (error: Error) => ({ none: error.message }),
    );
    asked.push({ subject, outcome });
  }
  return asked;
}

/** A call that has to be refused for its proof, where the operation can be called without harm. */
export async function toBeRefused(
  operation: Operation,
  proof?: Proof | Promise<Proof>,
): Promise<NonNullable<Prepared>> {
  const call = harmlessCall(operation);
  return call
    ? { call, proof: await proof }
    : { none: "nothing would keep the call from changing something, so it was not made" };
}
