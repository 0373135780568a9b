import { readAsset } from "../../assets";

/**
 * A shell script that may ask who the instance is and what its role may do: with `open_metadata`, `about`, `read_role` and
 * `role_field` in front. It has to say what `fail` does, and to run as root, whom the firewall lets ask.
 *
 * @param script - text of the script, in POSIX sh
 */
export function withInstanceRole(script: string): string {
  return readAsset("components/aws/instanceRole/instance-role.sh") + script;
}
