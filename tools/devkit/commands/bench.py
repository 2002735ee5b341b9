from ..bench import grounds, recording, landmarks
from ..workspace import opened
def run(project, options):
    with opened(project, options.series) as workspace:
        for variant in grounds.VARIANTS:
            db = grounds.prepared(workspace, variant, options.tickets)
            for l in ("bench.reseller.1", "bench.support.1", "bench.manager", "bench.client.1"): print(landmarks.find(workspace.databases, db, l))
            if options.record:
                recording.record(workspace, variant, db)
