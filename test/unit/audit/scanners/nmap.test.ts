import { nmapFindings } from "../../../../audit/scanners/nmap/findings";
import { parseNmap } from "../../../../audit/scanners/nmap/parse";
import { nmapCommand } from "../../../../audit/scanners/nmap/scanner";
import { readXml } from "../../../../audit/scanners/nmap/xml";
import { recorded } from "./recorded";

const xml = recorded("nmap.xml");

describe("nmap", () => {
  test("open ports have their service, and what is weak there", () => {
    expect(parseNmap(xml)).toEqual([
      { port: 22, service: "ssh, OpenSSH 9.2p1", weakTls: [], riskyMethods: [] },
      { port: 80, service: "http, nginx", weakTls: [], riskyMethods: [] },
      {
        port: 443,
        service: "https",
        weakTls: ["TLSv1.0", "TLSv1.2 TLS_ECDH_anon_WITH_NULL_SHA (F)"],
        riskyMethods: [],
      },
      { port: 8099, service: "http, SimpleHTTPServer 0.6", weakTls: [], riskyMethods: [] },
    ]);
  });

  test("a port is a finding where nothing declares it", () => {
    const ports = parseNmap(xml.replace("<elem>OPTIONS</elem>", "<elem>TRACE</elem>"));
    const found = nmapFindings(ports, new Set([22, 80, 443]), "api1");
    expect(found.map(({ id, severity }) => [id, severity])).toEqual([
      ["nmap/http-methods/api1/80/tcp", "medium"],
      ["nmap/ssl-enum-ciphers/api1/443/tcp", "medium"],
      ["nmap/undeclared-port/api1/8099/tcp", "high"],
    ]);
    expect(nmapFindings(ports, new Set([22, 80, 443, 8099]), "api1").map(({ rule }) => rule)).not.toContain(
      "undeclared-port",
    );
  });

  test("a report that is cut off, or of a scan that failed, is none", () => {
    expect(() => parseNmap(xml.slice(0, 2000))).toThrow();
    expect(() => parseNmap(xml.replace('exit="success"', 'exit="error" errormsg="no route"'))).toThrow(
      "nmap did not finish: no route",
    );
    expect(() => parseNmap("<html></html>")).toThrow("nmap did not finish");
  });

  test("a document cannot grow by entities of its own", () => {
    expect(() => readXml('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')).toThrow(/entity/);
  });

  test("the edge is asked by its name, and only safe scripts are", () => {
    const argv = nmapCommand("2001:db8::1", "/out/a.xml", "api.example.com");
    expect(argv).toContain("-6");
    expect(argv[argv.indexOf("--script") + 1]).toBe("ssl-enum-ciphers,http-methods");
    expect(argv).toContain("tls.servername=api.example.com,http.host=api.example.com");
    expect(nmapCommand("192.0.2.1", "a")).not.toContain("--script-args");
  });
});
