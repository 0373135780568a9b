/** The part of fengari, which brings no types, that the tests use. */
declare module "fengari" {
  type State = { readonly state: unique symbol };
  export const lua: {
    LUA_OK: number;
    lua_tostring(state: State, index: number): Uint8Array;
    lua_close(state: State): void;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_dostring(state: State, code: Uint8Array): number;
  };
  export const lualib: { luaL_openlibs(state: State): void };
  export function to_luastring(text: string): Uint8Array;
  export function to_jsstring(text: Uint8Array): string;
}
