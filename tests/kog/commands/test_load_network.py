import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kog.enums import Cadence, CommitteeKind, TieRule
from kog.models import Committee, HistoryEntry, Institution, RotationPlace, Rules, Seat
from kog.queries import rules_on
from tests.kog.test_network_file import GOOD

pytestmark = pytest.mark.django_db
NETWORKS = settings.ROOT / "assets" / "networks"


def test_leipzig_stands_as_published(capsys):
    call_command("load_network", NETWORKS / "leipzig.toml")

    assert Institution.objects.count() == 43
    assert Seat.objects.filter(committee__kind=CommitteeKind.BOARD).count() == 19
    rotation = RotationPlace.objects.order_by("position").values_list("seat__institution__key", flat=True)
    assert list(rotation) == ["ob", "afa", "jobcenter"]
    assert Committee.objects.get(key="jour-fixe").seats.count() == 7
    assert "43" in capsys.readouterr().out


def test_second_run_says_zero_and_changes_nothing(capsys):
    call_command("load_network", NETWORKS / "leipzig.toml")
    before = HistoryEntry.objects.count(), Seat.objects.count()
    capsys.readouterr()

    call_command("load_network", NETWORKS / "leipzig.toml")

    assert (HistoryEntry.objects.count(), Seat.objects.count()) == before
    total = capsys.readouterr().out.strip().splitlines()[-1]
    assert [word for word in total.split() if word.isdigit()] == ["0", "0"]


def test_another_network_has_its_own_shape():
    call_command("load_network", NETWORKS / "landkreis.toml")

    board = Committee.objects.get(kind=CommitteeKind.BOARD)
    assert board.cadence == Cadence.HALF_YEARLY
    assert list(board.rotation.values_list("seat__institution__key", flat=True)) == ["landrat"]
    kinds = set(Committee.objects.values_list("kind", flat=True))
    assert kinds == {"board", "working_group", "subgroup", "task_force", "case_round"}
    assert Committee.objects.get(key="u3-sprache").parent.key == "u3"
    assert Institution.objects.get(key="fruehe-hilfen").parent.key == "jugendamt"
    assert rules_on(board).tie_rule == TieRule.CHAIR
    assert Rules.objects.get(committee__key="u3").full_form is False


def test_wrong_file_ends_the_command_and_changes_nothing(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text(GOOD.replace('lead = "verein"', 'lead = "nobody"'), encoding="utf-8")

    with pytest.raises(CommandError, match=r'group "ag"\.lead') as refused:
        call_command("load_network", file)

    assert refused.value.returncode != 0
    assert not Institution.objects.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_unreadable_file_is_refused(tmp_path, content):
    file = tmp_path / "network.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError, match=r"network\.toml"):
        call_command("load_network", file)
