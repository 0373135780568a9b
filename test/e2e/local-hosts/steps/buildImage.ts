// Builds a release's base image: buildImage.ts
import { ensureBaseImage } from "../../../../local/hosts/baseImage";

void ensureBaseImage("trixie");
