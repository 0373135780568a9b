/** Kong's settings. */
export const kongConf = "/etc/kong/kong.conf";

/** Kong's declarative configuration. It holds keys. */
export const kongYml = "/etc/kong/kong.yml";

/** Kong's declarative configuration without the keys that are fetched, where there are any. It holds keys. */
export const kongBase = "/etc/kong/kong.base.json";

/** Folder that Kong works in. */
export const prefix = "/var/lib/kong";

/** Kong's declarative configuration with the keys that were fetched: made anew whenever Kong starts or reloads. */
export const kongAssembled = `${prefix}/kong.json`;

/** Folder of Kong's logs. */
export const logFolder = "/var/log/kong";

/** Folder of our own plugins, as a root of Lua's packages. */
export const luaFolder = "/usr/local/lib/portcullis/kong";

/** The unit that runs Kong; the package's own stays off. */
export const kongUnit = "portcullis-kong.service";
