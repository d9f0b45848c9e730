"""How old the facts are."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from profiles.models import Source
from profiles.refresh.registry import how_refreshed


class Command(BaseCommand):
    """Print every source with its vintage, address, when it was retrieved, when the next edition is due and how it comes
    in; exit 1 where any is overdue.
    """

    help = __doc__

    def handle(self, **options: object) -> None:
        today, overdue = localdate(), []
        for source in Source.objects.all():
            late = bool(source.next_due) and source.next_due < f"{today:%Y-%m}"
            overdue += [source.key] if late else []
            due = f"next edition due {source.next_due}" if source.next_due else "no calendar"
            words = f"{source.key}: {source.vintage}; retrieved {source.retrieved_on or 'unknown'}; {due}"
            self.stdout.write(self.style.WARNING(f"{words}; OVERDUE") if late else words)
            self.stdout.write(f"    {source.url}\n    {how_refreshed(source.key)}")
        if not Source.objects.exists():
            raise CommandError("No facts are loaded yet. Run `python manage.py load_data`.")
        if overdue:
            raise CommandError(f"{len(overdue)} overdue: {', '.join(overdue)}", returncode=1)
        self.stdout.write(self.style.SUCCESS("Nothing is overdue."))
