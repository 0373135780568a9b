/** What a test is asked for when an instance is launched. */
export interface MachineRequest {
  /** The instance's id. */
  id: string;
  /** Name of the image, such as `debian-12-amd64-20260101-1000`. */
  image: string;
  /** As the instance would find it at the metadata service. */
  userData: string;
}

/** Where a machine can be reached. */
export interface MachineAddress {
  address: string;
}

/** Address of a test that makes real machines of instances; undefined where instances are mere records. */
export const machinesUrl: string | undefined = process.env.FAKE_AWS_MACHINES;

async function ask(url: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`fake aws: no machine: ${answer}`);
  return JSON.parse(answer);
}

/**
 * Has a machine started, and waits until it answers.
 *
 * @param url - {@link machinesUrl}
 */
export async function startMachine(url: string, request: MachineRequest): Promise<MachineAddress> {
  return (await ask(url, "/start", request)) as MachineAddress;
}

/** Has a machine ended. */
export async function endMachine(url: string, id: string): Promise<void> {
  await ask(url, "/end", { id });
}
