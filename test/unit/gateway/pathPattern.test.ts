import {
  comparePrecedence,
  parseTemplate,
  pathPattern,
  pathShape,
  type PathTemplate,
} from "../../../components/gateway/pathPattern";
import { processorTime } from "../processorTime";

function template(text: string): PathTemplate {
  const parsed = parseTemplate(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

function matches(text: string, path: string): boolean {
  return new RegExp(pathPattern(template(text))).test(path);
}

const templates = [
  "/",
  "/orders",
  "/orders/",
  "/orders/search",
  "/orders/{id}",
  "/orders/{id}/",
  "/orders/{id}/lines",
  "/orders/{id}/lines/{line}",
  "/orders/{id}.json",
  "/orders/{id}:cancel",
  "/compare/{base}...{head}",
  "/users/{id}",
  "/v1.0/orders",
  "/$metadata",
  "/a+b/(c)*",
];

/** A path that a template means, its parameters filled in. */
function example(text: string, value: string): string {
  return text.replace(/\{[^}]+\}/g, value);
}

describe("a path's pattern", () => {
  test.each(templates)("%s matches what it means and nothing longer", (text) => {
    for (const value of ["7", "a-b_c~d", "x.y", "...", "caf%C3%A9", "a%20b", "a:b@c", "%40", "é"]) {
      const path = example(text, value);
      expect([path, matches(text, path)]).toEqual([path, true]);
      expect(matches(text, `/prefix${path}`)).toBe(false);
      expect(matches(text, `${path}/more`)).toBe(false);
      expect(matches(text, `${path}/`)).toBe(false);
      expect(matches(text, `/${path}`)).toBe(false);
      expect(matches(text, `${path}\n`)).toBe(false);
    }
  });

  test.each(templates)("%s matches no path of another shape", (text) => {
    for (const other of templates) {
      const path = example(other, "7");
      const covered =
        pathShape(template(text)) === pathShape(template(other)) ||
        // A whole parameter also stands for text that another path has fixed.
        pathShape(template(text)) === "/orders/{}";
      if (!covered) expect([other, matches(text, path)]).toEqual([other, false]);
    }
    expect(matches("/orders/{id}", "/orders/7/lines")).toBe(false);
    expect(matches("/orders/{id}", "/users/7")).toBe(false);
  });

  test.each([
    ["..", "leads out of the path"],
    [".", "means the path itself"],
    ["", "is no segment"],
    ["a/b", "is two segments"],
    ["a%2Fb", "is two segments once decoded"],
    ["a%2fb", "is two segments once decoded"],
    ["..%2F..%2Fadmin", "leads elsewhere once decoded"],
    ["%2E%2E", "leads out once decoded"],
    ["%2e", "is a full stop once decoded"],
    ["a%5Cb", "is two segments on Windows"],
    ["a\\b", "is two segments on Windows"],
    ["a%00", "ends a text in C"],
    ["a%0Ab", "is a second line"],
    ["a%1Fb", "is a control character"],
    ["a%7F", "is a control character"],
    ["a%252Fb", "is decoded twice by some"],
    ["a%", "is no encoding"],
    ["a%4", "is no encoding"],
    ["a%zz", "is no encoding"],
    ["a\r", "is a line break"],
  ])("a parameter is not %j, which %s", (value) => {
    expect(matches("/orders/{id}", `/orders/${value}`)).toBe(false);
    expect(matches("/orders/{id}/lines", `/orders/${value}/lines`)).toBe(false);
    expect(matches("/orders/{id}.json", `/orders/x${value}y.json`)).toBe(
      // Full stops and nothing mean another path only where they are a whole segment.
      ["..", ".", ""].includes(value),
    );
  });

  test("every byte that may be encoded in a parameter is decided on", () => {
    const refused = Array.from({ length: 256 }, (_, byte) => byte).filter(
      (byte) => !matches("/a/{b}", `/a/x%${byte.toString(16).padStart(2, "0").toUpperCase()}`),
    );
    const controls = Array.from({ length: 32 }, (_, byte) => byte);
    expect(refused).toEqual([...controls, 0x25, 0x2e, 0x2f, 0x5c, 0x7f]);
  });

  test("fixed text is taken letter for letter", () => {
    expect(matches("/v1.0/orders", "/v1x0/orders")).toBe(false);
    expect(matches("/a+b/(c)*", "/aab/c")).toBe(false);
    expect(matches("/orders", "/Orders")).toBe(false);
  });

  test("a long hostile path is judged at once", () => {
    const pattern = new RegExp(pathPattern(template("/a/{b}/{c}/{d}")));
    const judge = (): void =>
      expect(pattern.test(`/a/${".".repeat(20000)}/${"x.".repeat(20000)}/%`)).toBe(false);
    expect(processorTime(judge)).toBeLessThan(1000);
  });
});

describe("a template that cannot be kept to", () => {
  test.each([
    ["orders", "must begin with /"],
    ["/a//b", "empty segment"],
    ["/a/../b", "segment .."],
    ["/a/./b", "segment ."],
    ["/{a}/{a}", "{a} twice"],
    ["/{a}{b}", "text between two parameters"],
    ["/x/{a}.", "more than a full stop"],
    ["/x/.{a}", "more than a full stop"],
    ["/a?b=c", "beside parameters"],
    ["/a#b", "beside parameters"],
    ["/é", "beside parameters"],
    ["/a%2Fb", "beside parameters"],
    ["/{a", "beside parameters"],
    ["/a b", "beside parameters"],
    ["/{}", "beside parameters"],
  ])("%s", (text, because) => {
    expect(parseTemplate(text)).toEqual(expect.stringContaining(because));
  });
});

describe("precedence", () => {
  test("concrete paths come before parameters, from the left", () => {
    const sorted = ["/{a}/x", "/orders/{id}", "/orders/{id}.json", "/orders/search", "/{a}/{b}"]
      .map(template)
      .sort(comparePrecedence)
      .map((one) => one.template);
    expect(sorted).toEqual(["/orders/search", "/orders/{id}.json", "/orders/{id}", "/{a}/x", "/{a}/{b}"]);
  });

  test("two templates that differ in parameter names alone have one shape", () => {
    expect(pathShape(template("/a/{b}"))).toBe(pathShape(template("/a/{c}")));
    expect(pathShape(template("/a/{b}"))).not.toBe(pathShape(template("/a/{b}/")));
  });
});
