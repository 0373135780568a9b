import { literal, runLua, withHandler } from "./lua";

interface Case {
  source: "service" | "exit" | "error";
  status?: number;
  consumer?: string;
  /** Roles that a token gave. */
  groups?: string[];
}

/** The headers that the edge gets, where the API had its own. */
function told({ source, status = 200, consumer, groups }: Case): Record<string, string> {
  const text = runLua(
    withHandler(
      "portcullis-answer",
      `for _, name in ipairs({ "Answer", "Consumer", "Roles" }) do set["X-Portcullis-" .. name] = "forged" end
       response_status, source = ${status}, ${literal(source)}
       consumer = ${consumer === undefined ? "nil" : literal({ username: consumer })}
       kong.ctx.shared.authenticated_groups = ${literal(groups)}
       assert(phase("header_filter", { roles = { reporting = { "reader", "writer" }, quiet = {} } }) == 200)
       local left = {}
       for name, value in pairs(set) do left[#left + 1] = name .. "=" .. value end
       return table.concat(left, ";")`,
    ),
  );
  return Object.fromEntries(
    text
      .split(";")
      .filter((part) => part !== "")
      .map((part) => [
        part.slice("X-Portcullis-".length, part.indexOf("=")),
        part.slice(part.indexOf("=") + 1),
      ]),
  );
}

test.each<[string, Case, Record<string, string>]>([
  [
    "a consumer whom the API answered",
    { source: "service", consumer: "reporting" },
    { Answer: "authenticated", Consumer: "reporting", Roles: "reader writer" },
  ],
  [
    "a consumer without roles",
    { source: "service", consumer: "quiet" },
    { Answer: "authenticated", Consumer: "quiet", Roles: "" },
  ],
  [
    "an issuer's client, by what its token gives",
    { source: "service", consumer: "issuer.login:web", groups: ["reader"] },
    { Answer: "authenticated", Consumer: "issuer.login:web", Roles: "reader" },
  ],
  ["anybody", { source: "service" }, { Answer: "public" }],
  [
    "an API's own 401",
    { source: "service", status: 401, consumer: "quiet" },
    { Answer: "authenticated", Consumer: "quiet", Roles: "" },
  ],
  [
    "who is over a limit",
    { source: "exit", status: 429, consumer: "quiet" },
    { Consumer: "quiet", Roles: "" },
  ],
  [
    "an API that is down",
    { source: "error", status: 502, consumer: "quiet" },
    { Consumer: "quiet", Roles: "" },
  ],
  ["a token that is none", { source: "exit", status: 401, consumer: "quiet" }, {}],
  ["nobody", { source: "exit", status: 401 }, {}],
])("tells of %s, and nothing that the API says", (_, one, expected) => {
  expect(told(one)).toEqual(expected);
});
