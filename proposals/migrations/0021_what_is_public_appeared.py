"""What is public when mail to followers begins is no news to any of them."""

from django.db import migrations

FILL = """
INSERT INTO proposals_appearance (proposal_id, noticed_at)
SELECT id, created_at FROM proposals_proposal WHERE publication = 'published' AND state <> 'retracted'
"""


class Migration(migrations.Migration):
    dependencies = [("proposals", "0020_following")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
