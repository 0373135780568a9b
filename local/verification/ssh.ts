import { byKeyAlone } from "../../audit/outside/ssh/judge";
import { sshOffers } from "../../audit/outside/ssh/offers";
import type { LocalHost } from "../hosts";
import type { Finding } from "./finding";

/** What the SSH server offers to somebody who is let through by the firewall, but has no key. */
export async function sshLogins({ address, user, hostKey }: LocalHost): Promise<Finding> {
  const what = "SSH logins offered";
  try {
    const offers = await sshOffers({ host: address, port: 22, user }, hostKey.split(" ")[0]!);
    return { what, measured: offers.logins.join(","), ok: byKeyAlone(offers) };
  } catch (error) {
    return { what, measured: (error as Error).message, ok: false };
  }
}
