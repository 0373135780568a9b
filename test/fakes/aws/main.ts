/**
 * A fake of Pulumi's plugin `aws`, for tests: keeps what is made in a file (`FAKE_AWS_STATE`) and talks to nobody. What
 * properties there are comes from the installed SDK; what AWS makes of them from the tables in `kinds/`.
 */
import { serveProvider } from "../../../local/plugins/provider/provider";
import { fakeAws } from "./plugin";

void serveProvider(fakeAws());
