import { parsePayload } from "../../../audit/stack/payload";

/** The contents of all files that a command brings to its host, by its `stdin` as Pulumi's mocks tell it: a secret. */
export function sentFiles(stdin: unknown): string {
  const { value } = stdin as { value: string };
  return parsePayload(value)
    .bundle.files.map(({ content }) => content)
    .join("\n");
}
