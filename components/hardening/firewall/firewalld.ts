import { folder } from "./unit";

const mark = `${folder}/firewalld-was-enabled`;

/** Switches the Red Hat family's own firewall off, and notes that it was on. */
export const firewalldAway = `if systemctl is-enabled --quiet firewalld.service 2>/dev/null; then
  mkdir -p ${folder}
  touch ${mark}
  systemctl disable --now firewalld.service
fi`;

/** Switches it on again where it was on before. */
export const firewalldBack = `if [ -e ${mark} ]; then
  systemctl enable --now firewalld.service
  rm ${mark}
fi`;
