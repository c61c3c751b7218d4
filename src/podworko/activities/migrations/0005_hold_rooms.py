from django.apps.registry import Apps
from django.db import IntegrityError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def hold(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give planned sessions their rooms; where two were planned in one, the first has it.

    The other keeps its room in the programme and is shown as a clash, for staff to move.
    """
    del editor
    sessions = apps.get_model("activities", "Session").objects
    holds = apps.get_model("network", "RoomHold").objects
    waiting = sessions.filter(
        status="planned", room__isnull=False, is_all_day=False, ends_at__gt=timezone.now()
    )
    for session in waiting.select_related("activity").order_by("pk"):
        try:
            with transaction.atomic():
                holds.create(
                    room_id=session.room_id,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                    about=f"activities.session:{session.pk}",
                    title=session.activity.title,
                )
        except IntegrityError:
            continue


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_registers"),
        ("network", "0004_room_holds"),
    ]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
