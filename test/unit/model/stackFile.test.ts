import { parseStackFile } from "../../../components/model/stackFile";
import { formatProblem } from "../../../components/model/problems";

function problems(text: string): string[] {
  return parseStackFile("Pulumi.dev.yaml", text).problems.map(formatProblem);
}

const environment = "  portcullis:environment: { hosts: {} }";

test.each<[what: string, text: string, messages: string[]]>([
  ["a good file", `config:\n  aws:region: eu-west-1\n${environment}\n`, []],
  [
    "an empty file",
    "",
    [
      "Pulumi.dev.yaml:1:1 portcullis:environment is missing: it describes the stack's hosts and what runs on them",
    ],
  ],
  [
    "settings of others alone",
    "encryptionsalt: v1:x\nconfig:\n  aws:region: eu-west-1\n",
    [
      "Pulumi.dev.yaml:1:1 portcullis:environment is missing: it describes the stack's hosts and what runs on them",
    ],
  ],
  [
    "an environment without a value",
    "config:\n  portcullis:environment:\n",
    ["Pulumi.dev.yaml:2:3 portcullis:environment is empty"],
  ],
  [
    "a misspelled environment",
    "config:\n  portcullis:enviroment: {}\n",
    [
      'Pulumi.dev.yaml:2:3 portcullis:enviroment is not a known setting; did you mean "portcullis:environment"?',
    ],
  ],
  [
    "a key of ours that there is not",
    `config:\n${environment}\n  portcullis:unheardOf: 1\n`,
    [
      "Pulumi.dev.yaml:3:3 portcullis:unheardOf is not a known setting; allowed are portcullis:environment, portcullis:sshPrivateKey and portcullis:mend",
    ],
  ],
  [
    "a private key in plain text",
    `config:\n${environment}\n  portcullis:sshPrivateKey: |\n    -----BEGIN OPENSSH PRIVATE KEY-----\n`,
    [
      "Pulumi.dev.yaml:3:3 portcullis:sshPrivateKey is a secret in plain text: replace it, and set it with `pulumi config set --secret portcullis:sshPrivateKey`",
    ],
  ],
  ["an encrypted private key", `config:\n${environment}\n  portcullis:sshPrivateKey: { secure: v1:x }\n`, []],
  ["marks of bundles", `config:\n${environment}\n  portcullis:mend: { api1-edge: 1, api1-kernel: 12 }\n`, []],
  [
    "marks that count nothing",
    `config:\n${environment}\n  portcullis:mend:\n    api1-edge: 0\n    api1-kernel: "1"\n`,
    [
      "Pulumi.dev.yaml:4:5 portcullis:mend.api1-edge must be a whole number from 1 on (got 0)",
      'Pulumi.dev.yaml:5:5 portcullis:mend.api1-kernel must be a whole number from 1 on (got "1")',
    ],
  ],
  [
    "marks without names",
    `config:\n${environment}\n  portcullis:mend: [api1-edge]\n`,
    ["Pulumi.dev.yaml:3:3 portcullis:mend must name bundles, such as { api1-edge: 1 } (got a list)"],
  ],
  [
    "a key twice",
    "config:\n  portcullis:environment:\n    kernel: {}\n    hosts: {}\n    kernel: {}\n",
    ["Pulumi.dev.yaml:5:5 kernel is set twice"],
  ],
  [
    "a tab",
    "config:\n  portcullis:environment:\n    hosts:\n\t- a\n",
    ["Pulumi.dev.yaml:4:1 is not valid YAML: Tabs are not allowed as indentation"],
  ],
  [
    "a list that does not end",
    "config: [\n",
    [
      "Pulumi.dev.yaml:2:1 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  ],
  [
    "a wrong indentation",
    "config:\n  a: 1\n b: 2\n",
    ["Pulumi.dev.yaml:3:1 is not valid YAML: All mapping items must start at the same column"],
  ],
  [
    "a quote that does not end",
    'config:\n  a: "b\n',
    ['Pulumi.dev.yaml:3:1 is not valid YAML: Missing closing "quote'],
  ],
  [
    "two documents",
    `config:\n${environment}\n---\na: 1\n`,
    ["Pulumi.dev.yaml:3:1 begins a second document: a stack has one"],
  ],
  [
    "an alias to nothing",
    "config:\n  portcullis:environment:\n    kernel: *base\n",
    [
      "Pulumi.dev.yaml:3:13 is not valid YAML: Unresolved alias (the anchor must be set before the alias): base",
    ],
  ],
  [
    "a tag that means nothing here",
    "config:\n  portcullis:environment: !Ref {}\n",
    ["Pulumi.dev.yaml:2:27 is not valid YAML: Unresolved tag: !Ref"],
  ],
])("%s", (_, text, messages) => {
  expect(problems(text)).toEqual(messages);
});

test("aliases that multiply without end are refused", () => {
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [name, of] of ["ba", "cb", "dc", "ed", "fe", "gf", "hg"])
    lines.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]`);
  expect(problems(`${lines.join("\n")}\nconfig:\n${environment}\n`)[0]).toContain("Excessive alias count");
});

test("aliases and merges are read, and point to where the file goes on", () => {
  const file = parseStackFile(
    "f",
    [
      "base: &base",
      "  user: root",
      "config:",
      "  portcullis:environment:",
      "    hosts:",
      "      a: &a",
      "        <<: *base",
      "        address: 192.0.2.1",
      "      b: *a",
    ].join("\n"),
  );
  const a = { user: "root", address: "192.0.2.1" };
  expect(file.environment).toEqual({ hosts: { a, b: a } });
  expect(file.position(["hosts", "a", "address"])).toEqual({ file: "f", line: 8, column: 9 });
  expect(file.position(["hosts", "a", "user"])).toEqual({ file: "f", line: 6, column: 7 });
  expect(file.position(["hosts", "b", "address"])).toEqual({ file: "f", line: 8, column: 9 });
  expect(file.position(["nothing", "here"])).toEqual({ file: "f", line: 4, column: 3 });
});

test("entries of lists have their own place", () => {
  const file = parseStackFile(
    "f",
    "config:\n  portcullis:environment:\n    adminRanges: [a, b]\n    edge:\n      sites:\n        - names:\n            - x\n",
  );
  expect(file.position(["adminRanges", 1])).toMatchObject({ line: 3, column: 22 });
  expect(file.position(["edge", "sites", 0, "names", 0])).toMatchObject({ line: 7, column: 15 });
});

test("encrypted values are known by their place, and their cipher is left behind", () => {
  const file = parseStackFile(
    "f",
    'config:\n  portcullis:environment:\n    a: { secure: "v1:abc" }\n    b: [{ c: { secure: v1:def } }, { secure: v1:x, d: 1 }]\n',
  );
  expect(file.encrypted).toEqual([["a"], ["b", 0, "c"]]);
  expect(file.environment).toEqual({ a: "[secret]", b: [{ c: "[secret]" }, { secure: "v1:x", d: 1 }] });
});
