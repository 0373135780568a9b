def score(results, weights):
    """Share of what passed, by weight; a check counts once, and what is unknown is not passed."""
    passed = {}
    for one in results:
        passed[one["check"]] = passed.get(one["check"], True) and one["status"] == "pass"
    total = sum(weights.get(name, 0) for name in passed)
    good = sum(weights.get(name, 0) for name, ok in passed.items() if ok)
    # Half up, as JavaScript rounds.
    return int(100 * good / total + 0.5) if total else 100


def audit(expected):
    asked = [(name, function) for name, needs, function in CHECKS if all(need in expected for need in needs)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        answers = pool.map(lambda one: ask(one[0], one[1], expected), asked)
        results = [found for answer in answers for found in answer]
    return {"score": score(results, expected.get("weights", {})), "results": results}


def report(expected):
    print(json.dumps(audit(expected), separators=(",", ":")))


if __name__ == "__main__" and len(sys.argv) == 2:
    with open(sys.argv[1], encoding="utf-8") as given:
        report(json.load(given))
