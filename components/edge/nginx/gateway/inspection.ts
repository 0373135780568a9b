import type { BundleFile } from "../../../host/bundle";
import type { GatewayFront } from "../../gatewayFront";

/** ModSecurity's configuration for the operations that ask for it. */
export const inspectionFile = "/etc/nginx/portcullis/modsecurity.conf";

/** Packages of ModSecurity and the OWASP Core Rule Set. */
export const inspectionPackages = ["libnginx-mod-http-modsecurity", "modsecurity-crs"];

/**
 * Renders {@link inspectionFile}. The packages' own files stay unused: the rule set's is written for another version of
 * ModSecurity, and the engine's only watches and writes whole requests, tokens included, to a log. Source: ModSecurity's
 * recommended configuration and the OWASP Core Rule Set's `crs-setup.conf.example`, at paranoia level 1.
 *
 * @param bodyBytes - largest body that nginx takes, in bytes
 */
export function renderInspection(bodyBytes: number): BundleFile {
  const lines = [
    "# Managed by Portcullis.",
    "SecRuleEngine On",
    // Nothing of a request is kept: it holds tokens and whatever people send to an API.
    "SecAuditEngine Off",
    "SecTmpDir /tmp/",
    "SecDataDir /tmp/",
    "SecUnicodeMapFile /etc/nginx/unicode.mapping 20127",
    "SecArgumentSeparator &",
    "SecCookieFormat 0",
    "",
    "SecRequestBodyAccess On",
    // nginx has refused what is larger.
    `SecRequestBodyLimit ${bodyBytes}`,
    `SecRequestBodyNoFilesLimit ${bodyBytes}`,
    "SecRequestBodyLimitAction Reject",
    "SecRequestBodyJsonDepthLimit 64",
    "SecResponseBodyAccess Off",
    // Each value of a body is looked at by every rule: without a limit a body of small ones takes minutes.
    "SecArgumentsLimit 1000",
    "SecPcreMatchLimit 100000",
    "SecPcreMatchLimitRecursion 100000",
    "",
    'SecRule REQUEST_HEADERS:Content-Type "@rx ^application/(?:[a-z0-9.+-]+\\+)?json[ \\t]*(?:;|$)" \\',
    '    "id:10001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"',
    'SecRule REQUEST_HEADERS:Content-Type "@rx ^(?:application|text)/(?:[a-z0-9.+-]+\\+)?xml[ \\t]*(?:;|$)" \\',
    '    "id:10002,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"',
    'SecRule &ARGS "@ge 1000" "id:10003,phase:2,t:none,deny,status:400"',
    'SecRule REQBODY_ERROR "!@eq 0" "id:10004,phase:2,t:none,deny,status:400"',
    'SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:10005,phase:2,t:none,deny,status:400"',
    'SecRule TX:/^MSC_/ "!@streq 0" "id:10006,phase:2,t:none,deny,status:400"',
    "",
    'SecDefaultAction "phase:1,log,noauditlog,pass"',
    'SecDefaultAction "phase:2,log,noauditlog,pass"',
    // Methods and media types of an operation are the gateway's business, which knows them: 405, 415.
    'SecAction "id:10010,phase:1,nolog,pass,t:none,setvar:tx.crs_setup_version=330,setvar:tx.paranoia_level=1,\\',
    "setvar:'tx.allowed_methods=GET HEAD POST OPTIONS PUT PATCH DELETE'\"",
    "Include /usr/share/modsecurity-crs/rules/REQUEST-*.conf",
    "SecRuleRemoveById 920420",
    "",
  ];
  return { path: inspectionFile, content: lines.join("\n") };
}

/** Whether an operation of the gateway asks for it. */
export function inspects({ operations }: GatewayFront): boolean {
  return operations.some(({ waf }) => waf);
}

/**
 * How a location hands over the operations that ask for it: by an error page with a status that nginx has no use for,
 * which keeps method, path and body as they are.
 */
export const handOver = {
  status: 418,
  directives: ['if ($gateway_operation ~ " inspected$") {', "    return 418;", "}"],
} as const;

/** Directives of the location whose requests are inspected. */
export const inspect = ["modsecurity on;", `modsecurity_rules_file ${inspectionFile};`] as const;
