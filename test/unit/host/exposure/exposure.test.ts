import {
  exposureExceptions,
  exposureLimit,
  exposureLimits,
} from "../../../../components/host/serviceExposure";
import { bundles } from "./bundles";
import { measureExposure } from "./measure";

const recoverUnit = "portcullis-recover.service";

describe.each(Object.entries(bundles))("%s", (_, ofHost) => {
  const files = ofHost.flatMap((bundle) => bundle.files);
  const limits = exposureLimits(ofHost);
  // The applier writes it itself.
  const services = Object.keys(limits).filter((unit) => unit !== recoverUnit);
  const exposure = measureExposure(files, services);

  test.each(services)("%s is confined as far as its limit says", (unit) => {
    expect(exposure[unit]).toBeLessThanOrEqual(limits[unit]!);
  });

  test("every service that it starts, and has a unit of, has a limit", () => {
    const started = ofHost.flatMap((bundle) => (bundle.services ?? []).map((service) => service.unit));
    const own = started.filter((unit) => unit.startsWith("portcullis-") && unit.endsWith(".service"));
    expect(services).toEqual(expect.arrayContaining(own));
  });
});

test("all limits are the same, but for those that say why", () => {
  const higher = (of: string): string[] => {
    const limits = exposureLimits(bundles[of]!);
    return Object.keys(limits).filter((unit) => limits[unit]! > exposureLimit);
  };
  expect(higher("Kong from its package, all of the logs")).toEqual([recoverUnit]);
  expect(higher("Kong in a container, ElastAlert 2")).toEqual(["portcullis-kong.service", recoverUnit]);
  for (const { reason } of exposureExceptions) expect(reason).toMatch(/^[A-Z].{40,}[^.]$/);
});

test("a unit without confinement is more exposed than it may be", () => {
  const path = "/etc/systemd/system/bare.service";
  const files = [{ path, content: "[Service]\nExecStart=/bin/true\n" }];
  const [unit] = Object.keys(exposureLimits([{ name: "bare", files }]));
  expect(unit).toBe("bare.service");
  expect(measureExposure(files, [unit!])[unit!]).toBeGreaterThan(9);
});
