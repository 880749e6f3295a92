"""A site of a warehouse or release: a folder of pages that needs no server or net.

``write_site`` is the front door. It reads marts only. Figures stand in the pages as
they stand in the marts; nothing is loaded from elsewhere.
"""

from publish.site.build import SiteFigures, write_site

__all__ = ["SiteFigures", "write_site"]
