import { dataView, type Looked } from "./dataViews";
import { renderDashboard } from "./dashboard";
import { renderPanel } from "./panel";
import { panels } from "./panels";
import type { SavedObject } from "./savedObject";
import { renderSearch, searches } from "./searches";

/**
 * All saved objects of an environment: data views of what is looked at, the searches of the weekly review, the panels, and
 * the dashboard of them. What is referred to comes first.
 *
 * @param namespace - namespace of the environment's data streams
 */
export function renderSavedObjects(namespace: string): SavedObject[] {
  const looked = new Set<Looked>([...panels, ...searches].map(({ of }) => of));
  return [
    ...[...looked].map((one) => dataView(one, namespace)),
    ...searches.map((search) => renderSearch(search, namespace)),
    ...panels.map((panel) => renderPanel(panel, namespace)),
    renderDashboard(namespace),
  ];
}
