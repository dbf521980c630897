from django.core import checks

from documents import limited


def test_who_runs_the_portal_learns_that_programs_keep_the_network(monkeypatch):
    def warned() -> bool:
        found = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
        return "documents.W001" in {one.id for one in found}

    assert warned() is not limited.may_leave_network()
    monkeypatch.setattr(limited, "may_leave_network", lambda: False)
    assert warned()
