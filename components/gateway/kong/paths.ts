/** Kong's settings. */
export const kongConf = "/etc/kong/kong.conf";

/** Kong's declarative configuration. It holds keys. */
export const kongYml = "/etc/kong/kong.yml";

/** Folder that Kong works in. */
export const prefix = "/var/lib/kong";

/** Folder of Kong's logs. */
export const logFolder = "/var/log/kong";

/** Folder of our own plugins, as a root of Lua's packages. */
export const luaFolder = "/usr/local/lib/portcullis/kong";

/** The unit that runs Kong; the package's own stays off. */
export const kongUnit = "portcullis-kong.service";
